/**
 * Whether the injector, which is Gatling's JVM, followed its plan: planned and delivered arrivals,
 * start lag and its correction, health, and the limits of health.
 */
package io.openmeet.loadtest.injector;
