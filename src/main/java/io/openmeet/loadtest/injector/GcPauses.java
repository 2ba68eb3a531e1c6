package io.openmeet.loadtest.injector;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The garbage collector's pauses; its work while the program runs is not counted. */
final class GcPauses implements AutoCloseable {
  private final NotificationListener listener = this::handle;
  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private long count;
  private long totalMs;
  private long longestMs;

  GcPauses() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
        emitters.add(emitter);
      }
    }
  }

  private void handle(Notification notification, Object handback) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
      add(info.getGcName(), info.getGcInfo().getDuration());
    }
  }

  synchronized void add(String collector, long durationMs) {
    boolean isConcurrent = collector.contains("Concurrent") || collector.contains("Cycles");
    if (!isConcurrent) {
      count++;
      totalMs += durationMs;
      longestMs = Math.max(longestMs, durationMs);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized long totalMs() {
    return totalMs;
  }

  synchronized long longestMs() {
    return longestMs;
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(listener);
      } catch (ListenerNotFoundException alreadyGone) {
        // nothing to remove
      }
    }
  }
}
