package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.InjectorFigures;
import io.openmeet.loadtest.sla.NumberText;
import java.util.List;

/** The injectors of a run, a row each. */
final class InjectorTable {
  private static final List<String> COLUMNS =
      List.of(
          "Injector",
          "Started",
          "Dropped",
          "Start lag P99",
          "Longest stall",
          "GC pause",
          "CPU",
          "Clock");

  private InjectorTable() {}

  static List<String> columns() {
    return COLUMNS;
  }

  /** As many cells as there are columns; a dash for what is not known. */
  static List<String> cells(InjectorFigures injector) {
    return List.of(
        injector.name() + (injector.worst() ? " (worst)" : ""),
        injector.planned() == null
            ? FigureText.NONE
            : "%s of %s"
                .formatted(
                    FigureText.count(injector.delivered()), FigureText.count(injector.planned())),
        injector.dropped() == null ? FigureText.NONE : FigureText.count(injector.dropped()),
        FigureText.ms(injector.startLagP99Ms()),
        FigureText.ms(injector.longestStallMs()),
        FigureText.ms(injector.gcPauseMaxMs()),
        injector.processCpuMeanRatio() == null
            ? FigureText.NONE
            : NumberText.percent(injector.processCpuMeanRatio(), 0),
        injector.clockOffsetMs() == null
            ? FigureText.NONE
            : "%s +/- %s"
                .formatted(
                    FigureText.ms(injector.clockOffsetMs()),
                    FigureText.ms(injector.clockUncertaintyMs())));
  }

  /** For the console. */
  static String text(List<InjectorFigures> injectors) {
    TextTable table = new TextTable(COLUMNS.toArray(String[]::new));
    injectors.forEach(injector -> table.row(cells(injector).toArray(String[]::new)));
    return table.toString();
  }
}
