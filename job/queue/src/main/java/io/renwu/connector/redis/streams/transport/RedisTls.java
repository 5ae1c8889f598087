package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.SslOptions;
import java.io.File;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The trusted certificates of a TLS connection and this side's own certificate. All files are PEM
 * and are read on the machine that connects.
 *
 * @param caFile the certificates to trust; null for those that Java trusts
 * @param certificateFile this side's certificate and its chain; null for none
 * @param keyFile the certificate's private key, PKCS#8 and not encrypted; null for none
 */
public record RedisTls(
    @Nullable String caFile, @Nullable String certificateFile, @Nullable String keyFile)
    implements Serializable {
  /** Trusts the certificates that Java trusts and presents none. */
  public static final RedisTls DEFAULT = new RedisTls(null, null, null);

  /** Checks that certificate and key are both given or both absent. */
  public RedisTls {
    if ((certificateFile == null) != (keyFile == null)) {
      throw new IllegalArgumentException(
          "TLS to Redis: found a "
              + (keyFile == null ? "certificate without its key" : "key without its certificate")
              + ", expected both files or neither");
    }
  }

  /**
   * The options for Lettuce.
   *
   * @throws IllegalArgumentException if a file cannot be read
   */
  SslOptions options() {
    SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
    if (caFile != null) {
      options.trustManager(readable(caFile));
    }
    if (certificateFile != null) {
      options.keyManager(readable(certificateFile), readable(key()), new char[0]);
    }
    return options.build();
  }

  private String key() {
    return Objects.requireNonNull(keyFile, "the constructor refuses a certificate without its key");
  }

  private static File readable(String name) {
    File file = new File(name);
    if (!file.canRead()) {
      throw new IllegalArgumentException(
          "TLS to Redis: found no file " + name + " that can be read, expected a PEM file");
    }
    return file;
  }
}
