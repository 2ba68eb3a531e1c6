package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
  @TempDir Path folder;

  private Optional<String> model(String cpuinfo) throws IOException {
    return Processor.model(Files.writeString(folder.resolve("cpuinfo"), cpuinfo));
  }

  @Test
  void theFirstModelIsReadWithSingleBlanks() throws IOException {
    assertEquals(
        Optional.of("Intel(R) Xeon(R) CPU @ 2.20GHz"),
        model(
            """
            processor\t: 0
            vendor_id\t: GenuineIntel
            model\t\t: 79
            model name\t: Intel(R) Xeon(R) CPU   @ 2.20GHz\s
            processor\t: 1
            model name\t: another
            """));
  }

  @Test
  void aFileWithoutAModelHasNone() throws IOException {
    assertEquals(Optional.empty(), model("processor\t: 0\nCPU part\t: 0xd0c\nmodel name\t:  \n"));
    assertEquals(Optional.empty(), Processor.model(folder.resolve("nothing")));
    assertEquals(Optional.empty(), Processor.model(folder));
  }

  @Test
  void thisMachineAlwaysHasATextForIt() {
    assertFalse(Processor.model().isBlank());
  }
}
