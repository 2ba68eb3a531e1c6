/**
 * Whether the injector, which is Gatling's JVM, did what it was told: planned and delivered
 * arrivals, start lag and its correction, health, and their limits.
 */
package io.openmeet.loadtest.injector;
