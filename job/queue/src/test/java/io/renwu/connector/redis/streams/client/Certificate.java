package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;

/** A self-signed certificate for this machine and its key, created by {@code keytool}. */
public final class Certificate {
  private static final char[] PASSWORD = "not a secret".toCharArray();

  private final Path folder;
  private final String name;
  private final KeyStore store;

  private Certificate(Path folder, String name, KeyStore store) {
    this.folder = folder;
    this.name = name;
    this.store = store;
  }

  public static Certificate make(Path folder, String name)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve(name + ".log")));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new Certificate(folder, name, store);
  }

  KeyManagerFactory keys() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    return keys;
  }

  java.security.cert.Certificate x509() throws GeneralSecurityException {
    return store.getCertificate(name);
  }

  public String certificateFile() throws IOException, GeneralSecurityException {
    return pem("CERTIFICATE", x509().getEncoded());
  }

  public String keyFile() throws IOException, GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
  }

  private String pem(String what, byte[] encoded) throws IOException {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
    Path file = folder.resolve(name + " " + what + ".pem");
    return Files.writeString(
            file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n")
        .toString();
  }
}
