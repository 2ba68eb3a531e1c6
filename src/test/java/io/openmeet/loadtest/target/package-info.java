/**
 * The target of a run: the reference API in a process of its own, or a server that the user names
 * and permits; its health and its metrics.
 */
package io.openmeet.loadtest.target;
