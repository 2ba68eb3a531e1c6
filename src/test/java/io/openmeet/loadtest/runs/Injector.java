package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.agreement.StartAgreement;
import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.load.ConcurrencyCounter;
import io.openmeet.loadtest.load.DistinctKeys;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.InFlightLimit;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RequestMeter;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.SignIns;
import io.openmeet.loadtest.load.WarmUp;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Settings;
import java.time.Duration;

/**
 * The side of a run that sends: what it shares with the journey, what opens the window, and what
 * watches the load and this JVM.
 */
record Injector(
    RunContext run,
    StartAgreement agreement,
    WarmUp warmUp,
    Watch watch,
    Progress progress,
    InjectorLog log,
    InjectorMonitor monitor)
    implements AutoCloseable {

  /**
   * @throws ConfigurationException when this machine has too little disk space or too few file
   *     handles for the load, or when the injectors cannot agree on when the window opens
   */
  static Injector prepare(Settings settings, Load load, DiskSpace disk) {
    LoadScale scale = settings.scale();
    ErrorShare errorShare = new ErrorShare(settings.stopRule().errorRatio());
    RequestMeter meter = new RequestMeter();
    MeasuredWindow window = new MeasuredWindow(scale.window(), errorShare, meter);
    InjectorLog log = InjectorLog.bounded(window::isOpen);
    disk.checkAtStart();
    int mostInFlight = OpenFiles.mostInFlight(settings.maxInFlight(), load, scale);
    RunContext run =
        new RunContext(
            scale,
            load,
            window,
            new ConcurrencyCounter(window),
            new DistinctKeys(window),
            new InFlightLimit(mostInFlight, window),
            new SignIns());
    Duration longest = settings.longestWarmUp();
    StartAgreement agreement = StartAgreement.of(settings, run.warmUpTimes(longest));
    WarmUp warmUp = new WarmUp(run, longest, agreement, meter);
    return new Injector(
        run,
        agreement,
        warmUp,
        new Watch(window, warmUp, agreement, disk, errorShare, settings.stopRule()),
        Progress.of(window, errorShare, warmUp::progress, System.out::println),
        log,
        new InjectorMonitor());
  }

  void begin() {
    agreement.begin();
    monitor.begin();
    progress.begin();
  }

  @Override
  public void close() {
    agreement.close();
    progress.close();
    monitor.close();
  }
}
