package io.openmeet.loadtest.integration;

/** The same under another name, for nights with two simulations. */
public final class OtherKnownServerSimulation extends KnownServerSimulation {}
