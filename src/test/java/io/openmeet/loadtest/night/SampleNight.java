package io.openmeet.loadtest.night;

import io.openmeet.loadtest.results.RunVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Nights of two simulations, for tests. */
public final class SampleNight {
  static final String API = "io.openmeet.loadtest.simulations.ApiSimulation";
  static final String AUTH = "io.openmeet.loadtest.simulations.AuthSimulation";

  public static final NightPlan PLAN =
      NightPlan.of(List.of(API, AUTH), Map.of("profile", "daily", "duration", "5"));

  private SampleNight() {}

  /** A night that has ended, with one run of each simulation. */
  public static Night of(String id, String startedAt, RunVerdict api, RunVerdict auth) {
    Night night =
        Night.begun(id, startedAt, PLAN)
            .with(run(API, 1, "apisimulation-" + id, api))
            .with(run(AUTH, 1, "authsimulation-" + id, auth));
    return night.concluded(
        startedAt,
        new Night.Conclusion(
            night.verdict(), List.of(), List.of(), null, id, "ci/nightly -Dprofile=daily"));
  }

  /** The same night, compared with another one to which nothing has changed. */
  public static Night after(String comparedWith, Night night) {
    return night.concluded(
        night.endedAt(),
        new Night.Conclusion(
            night.verdict(),
            List.of(),
            List.of(),
            comparedWith,
            comparedWith,
            night.conclusion().command()));
  }

  /** A night with a regression whose texts try to be markup. */
  public static Night hostile() {
    Night night =
        Night.begun("20260504T030000Z", "2026-05-04T03:00:00Z", PLAN)
            .with(run(API, 1, "apisimulation-1", RunVerdict.INVALID))
            .with(
                new NightRun(
                    API,
                    2,
                    "apisimulation-2",
                    RunVerdict.FAIL,
                    List.of("<script>alert(1)</script> | @everybody `x` is 300 ms."),
                    "http://127.0.0.1:8080",
                    "06d4cc3fd11a2cc9582025b38b0a605d580f32f5"))
            .with(run(AUTH, 1, "authsimulation-1", RunVerdict.PASS));
    return night.concluded(
        "2026-05-04T03:07:00Z",
        new Night.Conclusion(
            night.verdict(),
            List.of(
                "ApiSimulation: api-p95 is worse since the run </script><b>x: 300 ms, it was 114 ms."),
            List.of("ApiSimulation is FAIL, it was PASS."),
            "20260503T030000Z",
            "20260504T030000Z",
            "ci/nightly -Dprofile=daily"));
  }

  /** Writes their files into a folder of results. */
  public static void write(Path results, Night... nights) throws IOException {
    for (Night night : nights) {
      new Nights(results).write(night);
    }
  }

  static NightRun run(String simulation, int attempt, String folder, RunVerdict verdict) {
    return new NightRun(
        simulation,
        attempt,
        folder,
        verdict,
        verdict == RunVerdict.PASS ? List.of() : List.of("The reason of " + folder + "."),
        "http://127.0.0.1:8080",
        null);
  }
}
