/**
 * Tests of the reference API's web client, as a user walks it in a browser. They may use both the
 * browser of the load tests and the reference API, which do not know each other.
 */
package io.openmeet.webclient;
