package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.List;
import java.util.Set;

/** Collects {@link RunStatistics} from a log's records. */
public final class RunStatisticsCollector implements LogVisitor {
  private final Window window;
  private final Set<String> besideTheLoad;
  private final WindowRequests requests;
  private final SecondBySecond seconds;
  private final InFlight inFlight;
  private final UsersAlive users;
  private final ErrorMessages errors = new ErrorMessages();
  private LogHeader run;
  private LogNames names;

  /**
   * @param besideTheLoad scenarios whose users are not part of the load
   */
  public RunStatisticsCollector(Window window, Set<String> besideTheLoad) {
    this.window = window;
    this.besideTheLoad = besideTheLoad;
    this.requests = new WindowRequests(window);
    this.seconds = new SecondBySecond(window);
    this.inFlight = new InFlight(window);
    this.users = new UsersAlive(window);
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.run = run;
    this.names = names;
    requests.run(run, names);
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    if (!besideTheLoad.contains(run.scenarios().get(scenario))) {
      users.change(atMs, starts ? 1 : -1);
    }
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    inFlight.add(startMs, endMs);
    requests.request(path, startMs, endMs, ok, message);
    if (window.contains(endMs)) {
      seconds.completed(endMs);
    }
    if (window.contains(startMs)) {
      seconds.started(startMs, ok, (int) (endMs - startMs));
      if (!ok) {
        errors.add(message);
      }
    }
  }

  @Override
  public void error(int message, long atMs) {
    if (window.contains(atMs)) {
      errors.add(message);
    }
  }

  public RunStatistics statistics(LogEnd end) {
    List<RequestStatistics> byRequest = requests.statistics(window.seconds());
    Concurrency usersAlive = users.finish();
    Concurrency requestsInFlight = inFlight.finish();
    return new RunStatistics(
        run,
        end,
        window,
        RequestStatistics.together(RunStatistics.ALL_REQUESTS, byRequest, window.seconds()),
        byRequest,
        seconds.seconds(users.peakBySecond(), inFlight.peakBySecond()),
        errors.counts(names::text),
        usersAlive,
        requestsInFlight);
  }
}
