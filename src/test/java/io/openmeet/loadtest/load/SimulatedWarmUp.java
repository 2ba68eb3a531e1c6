package io.openmeet.loadtest.load;

import io.openmeet.loadtest.agreement.Agreements;
import io.openmeet.loadtest.agreement.StartAgreement;
import io.openmeet.loadtest.agreement.WarmUpTimes;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Profile;
import java.time.Duration;
import java.util.function.Function;

/**
 * For tests: a warm-up on a clock that the test sets, in the profile quick, which has slots of one
 * second, 5 s of growth and 15 s to settle.
 */
abstract class SimulatedWarmUp {
  static final Load ARRIVALS = Load.arrivalsPerSecond(100);
  static final Load RESIDENTS = Load.residentUsers(100);

  final NanoClock clock = new NanoClock();
  final RequestMeter meter = new RequestMeter(clock);
  final MeasuredWindow window =
      new MeasuredWindow(
          Duration.ofSeconds(2), Duration.ofSeconds(30), new ErrorShare(0.5), meter, clock);
  final ConcurrencyCounter concurrency = new ConcurrencyCounter(window);
  final SignIns signIns = new SignIns();
  long compilersMs;
  int second;
  WarmUp warmUp;

  /** What other threads do meanwhile. */
  Runnable everySecond = () -> {};

  /** Begins a run whose window opens as soon as its load is steady. */
  void begin(Load load, int longestSeconds) {
    begin(load, longestSeconds, Agreements::none);
  }

  void begin(Load load, int longestSeconds, Function<WarmUpTimes, StartAgreement> agree) {
    clock.setMs(0);
    RunContext run = run(load);
    Duration longest = Duration.ofSeconds(longestSeconds);
    StartAgreement agreement = agree.apply(run.warmUpTimes(longest));
    warmUp = new WarmUp(run, longest, agreement, meter, clock, () -> compilersMs);
    warmUp.look();
  }

  RunContext run(Load load) {
    return new RunContext(
        LoadScale.of(Profile.QUICK),
        load,
        window,
        concurrency,
        new DistinctKeys(window),
        new InFlightLimit(1, window),
        signIns);
  }

  void clientsFor(int seconds, int perSecond, int ms) {
    warmUp.warmingBegins();
    for (int i = 0; i < seconds; i++) {
      answer(perSecond, ms);
      nextSecond();
    }
  }

  void arrivalsFor(int seconds, int perSecond, int ms) {
    for (int i = 0; i < seconds; i++) {
      for (int user = 0; user < perSecond; user++) {
        warmUp.arrived();
      }
      answer(perSecond, ms);
      nextSecond();
    }
  }

  void residentsFor(int seconds) {
    warmUp.arrived();
    for (int i = 0; i < seconds; i++) {
      answer(50, 10);
      nextSecond();
    }
  }

  void answer(int times, int ms) {
    for (int i = 0; i < times; i++) {
      clock.setMs(second * 1_000L);
      long sent = meter.sent();
      clock.setMs(second * 1_000L + ms);
      meter.answered(sent, false);
    }
  }

  void nextSecond() {
    clock.setMs(++second * 1_000L);
    everySecond.run();
    warmUp.look();
  }
}
