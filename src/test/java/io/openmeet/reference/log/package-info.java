/** The log of the reference API: each kind of message once, then a count. */
package io.openmeet.reference.log;
