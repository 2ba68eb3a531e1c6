/** Child processes of the reference API: their users, ports, folders and ends. */
package io.openmeet.reference.process;
