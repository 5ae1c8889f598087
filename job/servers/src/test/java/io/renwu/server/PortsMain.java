package io.renwu.server;

/** A JVM that prints whether it could reserve a port. */
final class PortsMain {
  private PortsMain() {}

  public static void main(String[] arguments) {
    System.out.println(Ports.reserve(Integer.parseInt(arguments[0])));
  }
}
