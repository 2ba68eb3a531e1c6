/** The order in which users take their data: in turn, by weight, or with a long tail. */
package io.openmeet.loadtest.feeders;
