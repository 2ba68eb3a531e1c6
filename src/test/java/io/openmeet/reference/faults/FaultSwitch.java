package io.openmeet.reference.faults;

/** The faults in force. They can change while the API runs. */
public final class FaultSwitch {
  private volatile InForce inForce;

  /** Begins with these faults; times that have a start count from the first request. */
  public FaultSwitch(Faults faults) {
    this.inForce = InForce.fromFirstRequest(faults);
  }

  public Faults now() {
    return inForce.faults();
  }

  /** Replaces all faults by others; times that have a start count from now. */
  void change(Faults faults) {
    inForce = InForce.from(faults, System.nanoTime());
  }

  InForce inForce() {
    return inForce;
  }
}
