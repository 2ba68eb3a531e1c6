/** The web client: its files, its pictures, and the Web Vitals that it reports. */
package io.openmeet.reference.client;
