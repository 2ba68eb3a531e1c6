/**
 * Tests of the files that start the suite in CI systems: {@code .github/workflows} and {@code ci/}.
 */
package io.openmeet.loadtest.workflowfiles;
