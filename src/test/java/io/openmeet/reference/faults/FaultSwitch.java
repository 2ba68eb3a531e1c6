package io.openmeet.reference.faults;

/** The faults in force. They can change while the API runs. */
public final class FaultSwitch {
  private volatile InForce inForce;

  /** Begins with some; whatever counts from a beginning counts from the first request. */
  public FaultSwitch(Faults faults) {
    this.inForce = InForce.fromFirstRequest(faults);
  }

  public Faults now() {
    return inForce.faults();
  }

  /** Puts others in force, in place of all before; whatever counts from a beginning counts anew. */
  void change(Faults faults) {
    inForce = InForce.from(faults, System.nanoTime());
  }

  InForce inForce() {
    return inForce;
  }
}
