package io.openmeet.loadtest.browser;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the JVM from ending. */
final class DaemonThreads {
  private DaemonThreads() {}

  static ThreadFactory named(String name) {
    return work -> {
      Thread daemon = new Thread(work, name);
      daemon.setDaemon(true);
      return daemon;
    };
  }
}
