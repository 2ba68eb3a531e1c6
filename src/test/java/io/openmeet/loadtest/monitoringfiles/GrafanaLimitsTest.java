package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.monitoringfiles.GrafanaDashboard.Panel;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The limits that the dashboard draws: all are series of the run, and none is a copy. */
class GrafanaLimitsTest {
  private static final GrafanaDashboard DASHBOARD = new GrafanaDashboard();

  private static final Pattern LIMIT_SERIES =
      Pattern.compile("loadtest_sla_limit\\{.*\\bsla=~?\"([a-z0-9|-]+)\"}");

  @Test
  void everyLimitIsDrawnInSomePanel() {
    Set<String> drawn = new TreeSet<>();
    DASHBOARD.queries().stream()
        .flatMap(query -> LIMIT_SERIES.matcher(query.expression()).results())
        .forEach(found -> drawn.addAll(Arrays.asList(found.group(1).split("\\|"))));

    assertEquals(
        SlaBook.standard().all().stream()
            .map(Sla::id)
            // Known only after the window: the dashboard shows their state, without a curve.
            .filter(id -> !id.startsWith("broadcast"))
            .collect(Collectors.toCollection(TreeSet::new)),
        drawn);
  }

  @Test
  void noPanelHasALimitOfItsOwn() {
    for (Panel panel : DASHBOARD.panels().toList()) {
      assertEquals(List.of(), panel.model().findValues("thresholdsStyle"), panel.title());
    }
  }

  /** Beside the curves of several runs, a limit is recognized by its color and its dashes. */
  @Test
  void everyLimitIsADashedRedLine() {
    List<Panel> withLimits =
        DASHBOARD
            .panels()
            .filter(
                panel ->
                    panel.queries().anyMatch(q -> q.expression().matches("loadtest_\\w*limit.*")))
            .toList();

    assertTrue(withLimits.stream().anyMatch(panel -> panel.title().equals("Start lag")));
    for (Panel panel : withLimits) {
      String overrides = panel.model().at("/fieldConfig/overrides").toString();
      assertTrue(overrides.contains("\"options\":\"/^limit/\""), panel.title());
      assertTrue(overrides.contains("\"fixedColor\":\"red\""), panel.title());
      assertTrue(overrides.contains("\"fill\":\"dash\""), panel.title());
    }
  }
}
