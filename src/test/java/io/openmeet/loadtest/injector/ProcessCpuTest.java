package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessCpuTest {
  private static final double TICKS_PER_SECOND = 100;

  /** Two ticks at each end, plus what is used between the two kinds of reading. */
  private static final double TOLERANCE_SECONDS = 0.06;

  @Test
  @EnabledOnOs(OS.LINUX)
  void isWhatLinuxCountsForTheProcess() throws IOException {
    ProcessCpu cpu = new ProcessCpu();
    burn(0.1);
    cpu.ratio();
    long startNanos = System.nanoTime();
    double before = linuxSeconds();

    burn(0.5);

    double ratio = cpu.ratio();
    double elapsed = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    double used = ratio * Runtime.getRuntime().availableProcessors() * elapsed;
    assertEquals(linuxSeconds() - before, used, TOLERANCE_SECONDS);
  }

  /** Works until this process has used that much CPU. */
  private static void burn(double seconds) throws IOException {
    double end = linuxSeconds() + seconds;
    while (linuxSeconds() < end) {
      Thread.onSpinWait();
    }
  }

  /** User and system time, the 14th and 15th field; the second is a name in brackets. */
  private static double linuxSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
