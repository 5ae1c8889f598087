package io.renwu.job.signal;

import io.renwu.connector.redis.streams.source.config.DownstreamSignal.Readings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A metric on a page in Prometheus' text format, read over HTTP; its samples are added up. */
final class MetricPage implements Readings {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String GRAMMAR =
      "http://HOST[:PORT]/PATH#METRIC, optionally with {LABEL=\"VALUE\",…} after it";

  private final URI address;
  private final MetricSelector metric;
  private @Nullable HttpClient client;

  private MetricPage(URI address, MetricSelector metric) {
    this.address = address;
    this.metric = metric;
  }

  /**
   * Parses the page and metric of a name; reads nothing yet.
   *
   * @throws IllegalArgumentException if it is none of {@code URL#METRIC}, with what is wrong
   */
  static MetricPage parse(String name) {
    int hash = name.indexOf('#');
    try {
      URI address = new URI(hash < 0 ? "" : name.substring(0, hash));
      String scheme = address.getScheme();
      if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
        throw new IllegalArgumentException("found '" + name + "', expected " + GRAMMAR);
      }
      if (address.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "found a login in the address of the metric, expected none: everybody can read the"
                + " rules");
      }
      return new MetricPage(address, MetricSelector.parse(name.substring(hash + 1)));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("found '" + name + "', expected " + GRAMMAR, e);
    }
  }

  @Override
  public double read() throws IOException {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(TIMEOUT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Accept", "text/plain;version=0.0.4")
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      HttpResponse<String> page = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (page.statusCode() != 200) {
        throw new IOException(address + " answers " + page.statusCode() + ", expected 200");
      }
      return metric
          .sum(page.body())
          .orElseThrow(() -> new IOException(address + " has no sample of " + metric));
    } catch (ExecutionException e) {
      throw new IOException(address + " does not answer: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(address + " does not answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + address, e);
    } finally {
      answer.cancel(true);
    }
  }

  /** The client's threads end when it is garbage collected. */
  @Override
  public void close() {
    client = null;
  }
}
