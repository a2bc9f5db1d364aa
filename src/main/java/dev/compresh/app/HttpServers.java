package dev.compresh.app;

import dev.compresh.admin.AdminHandler;
import dev.compresh.admin.InstallationStatus;
import dev.compresh.admin.api.AdminApi;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.config.Config;
import dev.compresh.gateway.AccessListener;
import dev.compresh.gateway.AccessRecord;
import dev.compresh.gateway.EventLoops;
import dev.compresh.gateway.GatewayBounds;
import dev.compresh.gateway.GatewayOptions;
import dev.compresh.gateway.HttpGateway;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.observe.AccessLine;
import dev.compresh.observe.AccessLog;
import dev.compresh.proxy.LandingPage;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.RequestPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The two listeners, for clients and for administration, over one transport. */
public final class HttpServers implements AutoCloseable {
  private final EventLoops eventLoops;
  private final HttpGateway clients;
  private final HttpGateway admin;
  private final String host;
  private final AdminApi api;
  private final IdleCollector idle =
      new IdleCollector(System::nanoTime, Duration.ofSeconds(45), System::gc);

  /**
   * @param status what the administration port tells, made from the running listener
   * @throws CommandFailure where a port can't be had
   */
  HttpServers(
      Config config,
      ApplicationContext applicationContext,
      @Nullable AccessLog log,
      Function<HttpServers, InstallationStatus> status) {
    this.eventLoops = EventLoops.start();
    this.host = config.server().host();
    UpstreamClient upstreamClient = eventLoops.upstream(UpstreamOptions.DEFAULT);
    AccessListener listener =
        accessRecord -> {
          RequestHead head = accessRecord.head();
          String endpoint = head == null ? "none" : RequestPipeline.endpoint(head.path());
          idle.use();
          applicationContext.metrics().request(endpoint, accessRecord.status());
          if (log != null) {
            log.append(line(accessRecord));
          }
        };
    DescriptorCapacity descriptorCapacity = DescriptorCapacity.of(config);
    descriptorCapacity.measure(applicationContext.metrics());
    this.api =
        applicationContext
            .admin()
            .api(() -> status.apply(this), applicationContext.pipelines()::isSimulated);
    HttpGateway opened = null;
    try {
      opened =
          listen(
              upstreamClient,
              new AdminHandler(applicationContext.health(), applicationContext.metrics(), api),
              AccessListener.NONE,
              descriptorCapacity.admin(),
              config.admin().host(),
              config.admin().port(),
              "--admin-port or COMPRESH_ADMIN_PORT");
      this.admin = opened;
      this.clients =
          listen(
              upstreamClient,
              new LandingPage(
                  applicationContext.pipeline(),
                  ProgramVersion.current(),
                  dashboard(config, opened.port())),
              listener,
              descriptorCapacity.clients(),
              config.server().host(),
              config.server().port(),
              "--port or COMPRESH_PORT");
    } catch (CommandFailure e) {
      idle.close();
      if (opened != null) {
        opened.close();
      }
      eventLoops.close();
      throw e;
    }
  }

  /** Returns where browsers find the dashboard. */
  private static String dashboard(Config config, int port) {
    URI told = config.admin().publicUrl();
    return told == null ? url(config.admin().host(), port) : told.toASCIIString();
  }

  private HttpGateway listen(
      UpstreamClient upstreamClient,
      RequestHandler requestHandler,
      AccessListener listener,
      GatewayBounds bounds,
      String host,
      int port,
      String setting) {
    try {
      return HttpGateway.start(
          eventLoops,
          GatewayOptions.DEFAULT,
          upstreamClient,
          requestHandler,
          listener,
          bounds,
          new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.PORT,
          "Can't listen on "
              + host
              + ":"
              + port
              + "; another program may use this port. Choose another port with "
              + setting
              + ".");
    }
  }

  /** Returns where clients connect, as a URL. */
  public String url() {
    return url(host, clients.port());
  }

  public int adminPort() {
    return admin.port();
  }

  /** Returns what can be administered. */
  public List<AdminRoute> adminRoutes() {
    return api.routes();
  }

  int connections() {
    return clients.connections();
  }

  public static String url(String host, int port) {
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + name + ":" + port;
  }

  /** Lets requests under way finish for up to {@code grace}, then stops. */
  void shutDown(Duration grace) throws InterruptedException {
    clients.shutDown(grace);
    close();
  }

  @Override
  public void close() {
    idle.close();
    clients.close();
    admin.close();
    eventLoops.close();
  }

  private static AccessLine line(AccessRecord accessRecord) {
    RequestHead head = accessRecord.head();
    return new AccessLine(
        Instant.now(),
        accessRecord.id(),
        accessRecord.remote(),
        head == null ? "-" : head.method(),
        head == null ? "-" : head.path(),
        accessRecord.status(),
        accessRecord.bytes(),
        accessRecord.provider(),
        accessRecord.ending().name().toLowerCase(Locale.ROOT),
        accessRecord.overheadNanos(),
        accessRecord.firstByteNanos(),
        accessRecord.totalNanos());
  }
}
