/**
 * Sends the figures of a run to a Prometheus, or to another receiver of remote write 1.0, while the
 * run goes on.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">remote write 1.0</a>
 */
package io.openmeet.loadtest.dashboard.remotewrite;
