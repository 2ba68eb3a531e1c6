package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over ten seconds: eth0 sends 1 GB and receives 0.2 GB at 1,000 Mbit/s, which are 125 MB/s. */
class NetworkUseTest {
  private static final String HEAD =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
      """;

  @TempDir Path folder;
  private Path devices;
  private Path links;

  @BeforeEach
  void prepare() throws IOException {
    devices = folder.resolve("dev");
    links = folder.resolve("net");
    speed("eth0", "1000\n");
    Files.createDirectories(links.resolve("eth0/device"));
    speed("lo", "");
  }

  private void speed(String name, String megabits) throws IOException {
    Files.writeString(Files.createDirectories(links.resolve(name)).resolve("speed"), megabits);
  }

  private void carried(long received, long sent, long byLoopback) throws IOException {
    Files.writeString(
        devices,
        HEAD
            + "    lo: %d 7 0 0 0 0 0 0 %d 7 0 0 0 0 0 0\n".formatted(byLoopback, byLoopback)
            + "  eth0:%d 9 0 0 0 0 0 0 %d 8 0 0 0 0 0 0\n".formatted(received, sent));
  }

  private NetworkUse tenSeconds() throws IOException {
    carried(5_000, 7_000, 1_000);
    NetworkUse use = new NetworkUse(devices, links, 0);
    carried(5_000 + 200_000_000L, 7_000 + 1_000_000_000L, 1_000 + 50_000_000L);
    use.stop(TimeUnit.SECONDS.toNanos(10));
    return use;
  }

  @Test
  void sumsTheSentBytesOfAllInterfaces() throws IOException {
    assertEquals(105_000_000L, tenSeconds().sentBytesPerSecond());
  }

  @Test
  void takesTheUseOfTheFullestLink() throws IOException {
    assertEquals(0.8, tenSeconds().linkUseRatio());
  }

  @Test
  void doesNotKnowTheUseOfALinkWithoutSpeed() throws IOException {
    speed("eth0", "-1\n");
    assertNull(tenSeconds().linkUseRatio());
  }

  /** The 10 Mbit/s of a tunnel are not a real speed. */
  @Test
  void ignoresALinkWithoutADevice() throws IOException {
    Files.delete(links.resolve("eth0/device"));
    assertNull(tenSeconds().linkUseRatio());
  }

  @Test
  void ignoresALinkThatCarriesMoreThanItsSpeed() throws IOException {
    speed("eth0", "500\n");
    assertNull(tenSeconds().linkUseRatio());
  }

  @Test
  void knowsNothingOnSystemsWithoutTheFile() {
    NetworkUse use = new NetworkUse(folder.resolve("none"), links, 0);
    use.stop(1);
    assertNull(use.sentBytesPerSecond());
    assertNull(use.linkUseRatio());
  }
}
