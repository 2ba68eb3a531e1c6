/** Live events over WebSocket, {@code GET /live}. */
package io.openmeet.reference.live;
