package io.renwu.server;

/** A JVM that tells whether it could take a port. */
final class PortsMain {
  private PortsMain() {}

  public static void main(String[] arguments) {
    System.out.println(Ports.lock(Integer.parseInt(arguments[0])));
  }
}
