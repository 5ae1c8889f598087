package io.renwu.chaos.proxy;

/** Starts daemon threads. */
final class ProxyThreads {
  private ProxyThreads() {}

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
