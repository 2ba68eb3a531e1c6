package io.openmeet.loadtest.simulationlog;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Turns bytes of a log into calls of a {@link LogVisitor}, in whole records. An incomplete record
 * stays in the buffer; the caller passes it again with more bytes. So it reads finished files and
 * growing files. {@link LogLayout} has the layout.
 */
public final class LogDecoder {
  private final String file;
  private final LogVisitor visitor;
  private final LogNames names = new LogNames();
  private final int[] groups = new int[LogLayout.MAX_GROUP_DEPTH];

  private LogHeader run;
  private long runStart;
  private int unmatchedEnd;
  private int[] aliveByScenario = {};
  private long alive;

  private long offset;
  private long records;
  private String damage;

  // The current record; it goes to the visitor when it is whole.
  private int depth;
  private int scenario;
  private int text;
  private int start;
  private int end;
  private int cumulated;
  private boolean flag;
  private int message;

  /**
   * @param file the log's name, for messages
   */
  public LogDecoder(String file, LogVisitor visitor) {
    this.file = file;
    this.visitor = visitor;
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
      int begin = in.position();
      byte kind;
      try {
        kind = record(in);
      } catch (BufferUnderflowException notWholeYet) {
        in.position(begin);
        names.backToMark();
        if (in.remaining() >= LogLayout.MAX_RECORD_BYTES) {
          damage =
              String.format(
                  Locale.ROOT, "a record of more than %,d bytes", LogLayout.MAX_RECORD_BYTES);
        }
        break;
      } catch (DamagedRecordException e) {
        in.position(begin);
        names.backToMark();
        damage = e.getMessage();
        break;
      }
      names.mark();
      offset += in.position() - begin;
      records++;
      handOn(kind);
    }
    return records - before;
  }

  /**
   * How the log ends, if these are all its bytes.
   *
   * @param leftOver bytes that {@link #decode} left in the buffer
   */
  public LogEnd end(int leftOver) {
    LogEnd.Kind kind = LogEnd.Kind.COMPLETE;
    String reason = "";
    if (damage != null) {
      kind = LogEnd.Kind.DAMAGED;
      reason = damage;
    } else if (leftOver > 0 || records == 0) {
      kind = LogEnd.Kind.CUT_OFF;
      reason =
          leftOver == 0
              ? "it is empty"
              : String.format(
                  Locale.ROOT, "its last %,d bytes are the beginning of a record", leftOver);
    }
    return new LogEnd(file, kind, offset, offset + leftOver, records, alive, reason);
  }

  /** Whether some bytes were not a record; nothing is decoded after them. */
  boolean isDamaged() {
    return damage != null;
  }

  private byte record(ByteBuffer in) throws UnreadableLogException {
    byte kind = in.get();
    if (run == null) {
      readRun(kind, in);
      return LogLayout.RUN;
    }
    switch (kind) {
      case LogLayout.REQUEST -> {
        readGroups(in);
        text = cachedText(in);
        start = Fields.offset(in);
        end = in.getInt();
        flag = Fields.bool(in);
        message = cachedText(in);
        if (end < start && end != unmatchedEnd) {
          throw new DamagedRecordException("a request ends before it starts");
        }
      }
      case LogLayout.USER -> {
        scenario = in.getInt();
        flag = Fields.bool(in);
        start = Fields.offset(in);
        countAlive();
      }
      case LogLayout.GROUP -> {
        readGroups(in);
        start = Fields.offset(in);
        end = in.getInt();
        cumulated = in.getInt();
        flag = Fields.bool(in);
        if (end < start || cumulated < 0 || depth == 0) {
          throw new DamagedRecordException("a group without a name or with a negative duration");
        }
      }
      case LogLayout.ERROR -> {
        message = cachedText(in);
        start = Fields.offset(in);
      }
      default -> throw new DamagedRecordException("no record begins with " + kind);
    }
    return kind;
  }

  private void handOn(byte kind) {
    switch (kind) {
      case LogLayout.RUN -> visitor.run(run, names);
      case LogLayout.REQUEST -> {
        int path = names.path(groupsPath(), text);
        if (LogLayout.isUnmatched(start, end, unmatchedEnd)) {
          visitor.unmatched(path, runStart + start, flag, message);
        } else {
          visitor.request(path, runStart + start, runStart + end, flag, message);
        }
      }
      case LogLayout.USER -> visitor.user(scenario, flag, runStart + start);
      case LogLayout.GROUP ->
          visitor.group(groupsPath(), runStart + start, runStart + end, cumulated, flag);
      default -> visitor.error(message, runStart + start);
    }
  }

  private int groupsPath() {
    int path = LogNames.NONE;
    for (int i = 0; i < depth; i++) {
      path = names.path(path, groups[i]);
    }
    return path;
  }

  private void readRun(byte kind, ByteBuffer in) throws UnreadableLogException {
    run = RunRecord.read(file, kind, in);
    runStart = run.startMs();
    unmatchedEnd = LogLayout.unmatchedEnd(runStart);
    aliveByScenario = new int[run.scenarios().size()];
  }

  private void countAlive() {
    if (scenario < 0 || scenario >= aliveByScenario.length) {
      throw new DamagedRecordException(
          String.format(Locale.ROOT, "scenario %d of %d", scenario, aliveByScenario.length));
    }
    int change = flag ? 1 : -1;
    if (aliveByScenario[scenario] + change < 0) {
      throw new DamagedRecordException("a user ends without a start");
    }
    aliveByScenario[scenario] += change;
    alive += change;
  }

  private void readGroups(ByteBuffer in) {
    depth = Fields.count(in, LogLayout.MAX_GROUP_DEPTH, "groups");
    for (int i = 0; i < depth; i++) {
      groups[i] = cachedText(in);
    }
  }

  private int cachedText(ByteBuffer in) {
    int index = in.getInt();
    if (index > 0) {
      if (index != names.defined() + 1) {
        throw new DamagedRecordException(
            String.format(
                Locale.ROOT, "text %d is defined, expected text %d", index, names.defined() + 1));
      }
      return names.define(Fields.text(in));
    }
    int defined = -index;
    if (defined <= 0 || defined > names.defined()) {
      throw new DamagedRecordException(
          String.format(
              Locale.ROOT,
              "text %d is used, but only %d are defined",
              -(long) index,
              names.defined()));
    }
    return names.idOf(defined);
  }
}
