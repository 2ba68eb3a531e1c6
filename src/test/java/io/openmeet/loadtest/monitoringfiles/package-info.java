/** Tests of {@code ci/monitoring} with the real Prometheus and Alertmanager. */
package io.openmeet.loadtest.monitoringfiles;
