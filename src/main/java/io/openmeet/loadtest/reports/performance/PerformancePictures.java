package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.MonthlyCost;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.performance.Resource;
import io.openmeet.loadtest.performance.Tuning;
import io.openmeet.loadtest.reports.charts.ChartStyle;
import io.openmeet.loadtest.reports.charts.SvgPicture;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report's pictures in SVG, by the names of their files. */
final class PerformancePictures {
  private static final int WIDTH = 760;
  private static final int ROW = 34;
  private static final int FRAME = 90;

  private final PerformanceStudy study;
  private final CostBook book;

  PerformancePictures(PerformanceStudy study, CostBook book) {
    this.study = study;
    this.book = book;
  }

  Map<String, String> all() throws IOException {
    Map<String, String> pictures = new LinkedHashMap<>();
    List<MetricComparison> compared = ExperimentSection.withInterval(study.experiment());
    if (!compared.isEmpty()) {
      pictures.put(ExperimentSection.PICTURE, ratios(compared));
    }
    if (study.client() != null) {
      List<MetricComparison> felt = ClientSection.withInterval(study.client());
      if (!felt.isEmpty()) {
        pictures.put(ClientSection.PICTURE, ratios(felt));
      }
    }
    pictures.put(RatesSection.PICTURE, throughput());
    pictures.put(CostSection.PICTURE, costs());
    return pictures;
  }

  private static String ratios(List<MetricComparison> compared) throws IOException {
    RatioChart chart = new RatioChart("optimized / baseline, with 95 % interval");
    compared.forEach(
        metric -> chart.add(metric.metric().name(), metric.ratio(), metric.low(), metric.high()));
    return SvgPicture.of(
        chart.chart(), "Ratios of optimized to baseline", WIDTH, FRAME + ROW * chart.size());
  }

  private String throughput() throws IOException {
    BarChart chart = new BarChart("requests/s held");
    for (Tuning tuning : Tuning.values()) {
      study
          .rates(tuning)
          .highest()
          .ifPresent(
              held ->
                  chart.add(
                      tuning.label(),
                      tuning.label(),
                      held.rate(),
                      tuning == Tuning.BASELINE ? TuningColour.BASELINE : TuningColour.OPTIMIZED));
    }
    return SvgPicture.of(
        chart.chart(false), "Throughput at SLA", WIDTH, FRAME + ROW * Tuning.values().length);
  }

  private String costs() throws IOException {
    BarChart chart = new BarChart("USD in a month");
    for (Tuning tuning : Tuning.values()) {
      MonthlyCost cost = study.cost(tuning, book);
      for (Resource resource : Resource.values()) {
        cost.usdPerMonth(resource)
            .ifPresent(
                usd ->
                    chart.add(
                        resource.label(),
                        tuning.label(),
                        usd,
                        ChartStyle.LIGHT.part(resource.ordinal())));
      }
    }
    return SvgPicture.of(
        chart.chart(true), "Costs by resource", WIDTH, 2 * FRAME + ROW * Tuning.values().length);
  }
}
