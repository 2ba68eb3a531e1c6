package io.openmeet.reference.recordings;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Stores one upload from the network in a file. Event loops only collect its bytes; worker threads
 * write and digest them in batches. The sender is paused while a full batch waits, so an upload of
 * any size takes a few hundred kilobytes of memory at most.
 */
final class Incoming {
  private static final int BATCH_BYTES = 128 << 10;

  private final ReadStream<Buffer> sender;
  private final Path file;
  private final long mostBytes;
  private final WorkerExecutor workers;
  private final MessageDigest digest;
  private final Promise<Void> stored = Promise.promise();

  /** Used by only one worker at a time. */
  private FileChannel channel;

  private List<ByteBuffer> gathered = new ArrayList<>();
  private int gatheredBytes;
  private long bytes;
  private boolean writing;
  private boolean ended;
  private volatile boolean broken;

  /**
   * @param sender is paused while a full batch waits
   */
  Incoming(ReadStream<Buffer> sender, Path file, long mostBytes, WorkerExecutor workers) {
    this.sender = sender;
    this.file = file;
    this.mostBytes = mostBytes;
    this.workers = workers;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes bytes that have arrived; all calls come from the sender's event loop. */
  void take(byte[] arrived, int offset, int length) {
    bytes += length;
    if (broken || tooLarge()) {
      takeGathered();
      return;
    }
    gathered.add(ByteBuffer.wrap(arrived, offset, length));
    gatheredBytes += length;
    if (gatheredBytes >= BATCH_BYTES) {
      if (writing) {
        sender.pause();
      } else {
        write();
      }
    }
  }

  /** No more bytes follow. */
  void end() {
    if (!ended) {
      ended = true;
      if (!writing) {
        write();
      }
    }
  }

  long bytes() {
    return bytes;
  }

  boolean tooLarge() {
    return bytes > mostBytes;
  }

  /** Completes when the last byte is in the file. */
  Future<Void> stored() {
    return stored.future();
  }

  /** The digest of all bytes; valid once they are stored. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Stops, and deletes the bytes that have arrived. */
  Future<Void> discard() {
    broken = true;
    takeGathered();
    end();
    return stored.future().transform(done -> workers.executeBlocking(this::delete, false));
  }

  private void write() {
    List<ByteBuffer> batch = takeGathered();
    boolean last = ended;
    writing = true;
    workers
        .executeBlocking(() -> store(batch, last), false)
        .onComplete(
            (done, failure) -> {
              writing = false;
              if (failure != null) {
                broken = true;
                stored.tryFail(failure);
                sender.resume();
              } else if (last) {
                stored.tryComplete();
              } else {
                if (ended || gatheredBytes >= BATCH_BYTES) {
                  write();
                }
                sender.resume();
              }
            });
  }

  private List<ByteBuffer> takeGathered() {
    List<ByteBuffer> taken = gathered;
    gathered = new ArrayList<>();
    gatheredBytes = 0;
    return taken;
  }

  private Void store(List<ByteBuffer> batch, boolean last) throws IOException {
    if (channel == null && !broken) {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    try {
      for (ByteBuffer piece : batch) {
        digest.update(piece.duplicate());
        while (channel != null && piece.hasRemaining()) {
          channel.write(piece);
        }
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (last && channel != null) {
      channel.close();
    }
    return null;
  }

  private Void delete() throws IOException {
    if (channel != null) {
      channel.close();
    }
    Files.deleteIfExists(file);
    return null;
  }
}
