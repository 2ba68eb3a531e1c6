package io.openmeet.loadtest.simulationlog;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Turns bytes of a log into calls of a {@link LogVisitor}, in whole records. An incomplete record
 * stays in the buffer; the caller passes it again with more bytes. This works for finished and for
 * growing files. {@link LogLayout} has the layout.
 */
public final class LogDecoder {
  private final String file;
  private final LogVisitor visitor;
  private final LogNames names;
  private final CachedTexts texts;
  private final int[] groups = new int[LogLayout.MAX_GROUP_DEPTH];

  private long runStart;
  private int unmatchedEnd;
  private int[] aliveByScenario = {};
  private long alive;

  private long offset;
  private long records;
  private String damage;

  /**
   * @param file the log's name, for messages
   */
  public LogDecoder(String file, LogVisitor visitor) {
    this(file, visitor, new LogNames());
  }

  /**
   * @param names the same for several logs gives the same texts and paths the same ids in all
   */
  LogDecoder(String file, LogVisitor visitor, LogNames names) {
    this.file = file;
    this.visitor = visitor;
    this.names = names;
    this.texts = new CachedTexts(names);
  }

  /**
   * Decodes the whole records from the buffer's position on, and moves the position behind the last
   * of them. After damage it decodes nothing more.
   *
   * @param in big-endian
   * @return how many records
   * @throws UnreadableLogException when this is not a log, or a log of another version
   */
  public long decode(ByteBuffer in) throws UnreadableLogException {
    long before = records;
    while (damage == null && in.hasRemaining()) {
      long wholeBefore = records;
      int begin = in.position();
      try {
        readRecord(in);
      } catch (BufferUnderflowException e) {
        if (records > wholeBefore) {
          throw e; // The visitor threw it.
        }
        rollBack(in, begin);
        if (in.remaining() >= LogLayout.MAX_RECORD_BYTES) {
          damage =
              String.format(
                  Locale.ROOT, "a record of more than %,d bytes", LogLayout.MAX_RECORD_BYTES);
        }
        break;
      } catch (DamagedRecordException e) {
        rollBack(in, begin);
        damage = e.getMessage();
        break;
      }
      offset += in.position() - begin;
    }
    return records - before;
  }

  /**
   * How the log ends, if these are all its bytes.
   *
   * @param leftOver bytes that {@link #decode} left in the buffer
   */
  public LogEnd end(int leftOver) {
    if (damage != null) {
      return end(LogEnd.Kind.DAMAGED, damage);
    }
    if (leftOver > 0) {
      String reason =
          String.format(Locale.ROOT, "its last %,d bytes are the beginning of a record", leftOver);
      return end(LogEnd.Kind.CUT_OFF, reason);
    }
    return end(records == 0 ? LogEnd.Kind.EMPTY : LogEnd.Kind.COMPLETE, "");
  }

  private LogEnd end(LogEnd.Kind kind, String reason) {
    return new LogEnd(file, kind, offset, records, alive, reason);
  }

  /** Whole records decoded so far. */
  long records() {
    return records;
  }

  /** Whether some bytes were not a record; nothing is decoded after them. */
  boolean isDamaged() {
    return damage != null;
  }

  /**
   * Reads a record and passes it to the visitor. Each kind's method first reads and checks all its
   * values, then calls {@link #commitRecord}, then the visitor. So an incomplete record has no
   * effect.
   */
  private void readRecord(ByteBuffer in) throws UnreadableLogException {
    if (records == 0) {
      readRun(in);
      return;
    }
    byte kind = in.get();
    switch (kind) {
      case LogLayout.REQUEST -> readRequest(in);
      case LogLayout.USER -> readUser(in);
      case LogLayout.GROUP -> readGroup(in);
      case LogLayout.ERROR -> readError(in);
      default -> throw new DamagedRecordException("no record begins with " + kind);
    }
  }

  private void readRun(ByteBuffer in) throws UnreadableLogException {
    LogHeader run = LogHeader.read(file, in);
    commitRecord();
    runStart = run.startMs();
    unmatchedEnd = LogLayout.unmatchedEnd(runStart);
    aliveByScenario = new int[run.scenarios().size()];
    visitor.run(run, names);
  }

  private void readRequest(ByteBuffer in) {
    int depth = readGroups(in);
    int name = readCachedText(in);
    int start = Fields.offset(in);
    int end = in.getInt();
    boolean ok = Fields.bool(in);
    int message = readCachedText(in);
    if (end < start && end != unmatchedEnd) {
      throw new DamagedRecordException("a request ends before it starts");
    }
    commitRecord();
    int path = names.path(path(depth), name);
    if (LogLayout.isUnmatched(start, end, unmatchedEnd)) {
      visitor.unmatched(path, runStart + start, ok, message);
    } else {
      visitor.request(path, runStart + start, runStart + end, ok, message);
    }
  }

  private void readUser(ByteBuffer in) {
    int scenario = in.getInt();
    boolean starts = Fields.bool(in);
    int at = Fields.offset(in);
    if (scenario < 0 || scenario >= aliveByScenario.length) {
      throw new DamagedRecordException(
          String.format(Locale.ROOT, "scenario %d of %d", scenario, aliveByScenario.length));
    }
    int change = starts ? 1 : -1;
    if (aliveByScenario[scenario] + change < 0) {
      throw new DamagedRecordException("a user ends without a start");
    }
    commitRecord();
    aliveByScenario[scenario] += change;
    alive += change;
    visitor.user(scenario, starts, runStart + at);
  }

  private void readGroup(ByteBuffer in) {
    int depth = readGroups(in);
    int start = Fields.offset(in);
    int end = in.getInt();
    int cumulatedMs = in.getInt();
    boolean ok = Fields.bool(in);
    if (end < start || cumulatedMs < 0 || depth == 0) {
      throw new DamagedRecordException("a group without a name or with a negative duration");
    }
    commitRecord();
    visitor.group(path(depth), runStart + start, runStart + end, cumulatedMs, ok);
  }

  private void readError(ByteBuffer in) {
    int message = readCachedText(in);
    int at = Fields.offset(in);
    commitRecord();
    visitor.error(message, runStart + at);
  }

  /** The record is whole, so the texts that it defines stay. */
  private void commitRecord() {
    texts.mark();
    records++;
  }

  private void rollBack(ByteBuffer in, int begin) {
    in.position(begin);
    texts.backToMark();
  }

  /** Reads into {@link #groups} and returns how many there are. */
  private int readGroups(ByteBuffer in) {
    int depth = Fields.count(in, LogLayout.MAX_GROUP_DEPTH, "groups");
    for (int i = 0; i < depth; i++) {
      groups[i] = readCachedText(in);
    }
    return depth;
  }

  /** The path of the first {@code depth} texts of {@link #groups}. */
  private int path(int depth) {
    int path = LogNames.NONE;
    for (int i = 0; i < depth; i++) {
      path = names.path(path, groups[i]);
    }
    return path;
  }

  private int readCachedText(ByteBuffer in) {
    int index = in.getInt();
    if (index > 0) {
      if (index != texts.defined() + 1) {
        throw new DamagedRecordException(
            String.format(
                Locale.ROOT, "text %d is defined, expected text %d", index, texts.defined() + 1));
      }
      return texts.define(Fields.text(in));
    }
    int defined = -index;
    if (defined <= 0 || defined > texts.defined()) {
      throw new DamagedRecordException(
          String.format(
              Locale.ROOT,
              "text %d is used, but only %d are defined",
              -(long) index,
              texts.defined()));
    }
    return texts.idOf(defined);
  }
}
