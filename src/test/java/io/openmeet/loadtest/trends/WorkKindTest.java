package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkKindTest {
  /** Names of the reference API, Micrometer, client_java, client_python and client_golang. */
  @ParameterizedTest
  @CsvSource({
    "openmeet_database_query_seconds_count, COUNT",
    "openmeet_database_query_seconds_sum, MACHINE",
    "openmeet_cache_requests_total, COUNT",
    "openmeet_database_blocks_total, COUNT",
    "http_server_requests_seconds_count, COUNT",
    "process_cpu_seconds_total, MACHINE",
    "process_cpu_time_ns_total, MACHINE",
    "jvm_gc_pause_seconds_count, MACHINE",
    "jvm_gc_memory_allocated_bytes_total, MACHINE",
    "jvm_compilation_time_ms_total, MACHINE",
    "logback_events_total, COUNT",
    "openmeet_http_sent_bytes_total, AMOUNT",
    "http_response_size_bytes_sum, AMOUNT",
    "http_response_size_bytes_count, COUNT",
    "search_results_sum, AMOUNT"
  })
  void comesFromTheNameOfTheMetric(String metric, WorkKind kind) {
    assertEquals(kind, WorkKind.of(metric));
  }
}
