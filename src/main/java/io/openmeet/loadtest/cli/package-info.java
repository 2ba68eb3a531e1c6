/** The commands of {@code ci/loadtest}: show, report and verify a recorded run. */
package io.openmeet.loadtest.cli;
