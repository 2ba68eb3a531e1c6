/** The load tests. The only class here tests which package may use which. */
package io.openmeet.loadtest;
