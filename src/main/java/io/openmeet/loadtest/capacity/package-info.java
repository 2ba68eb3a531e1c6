/** The search for the highest load that a target bears within its service levels (RFC 9971). */
package io.openmeet.loadtest.capacity;
