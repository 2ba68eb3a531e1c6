/**
 * Service levels: what {@code slas.json} asks for, and how a measured value compares with a limit.
 * This package knows neither logs nor runs.
 */
package io.openmeet.loadtest.sla;
