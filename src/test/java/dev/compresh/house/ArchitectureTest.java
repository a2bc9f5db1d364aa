package dev.compresh.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which room may know which, as docs/architecture.md draws it. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.compresh");

  private static final List<String> ROOMS =
      List.of(
          "cli",
          "config",
          "gateway",
          "pipeline",
          "wire",
          "token",
          "compress",
          "session",
          "account",
          "audit",
          "limit",
          "usage",
          "provider",
          "store",
          "admin",
          "observe",
          "sim",
          "replay",
          "regret",
          "promptcache",
          "budget");

  private static void knowsOnly(String room, String... known) {
    List<String> forbidden = new ArrayList<>(ROOMS);
    forbidden.remove(room);
    forbidden.removeAll(List.of(known));
    noClasses()
        .that()
        .resideInAPackage("dev.compresh." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            forbidden.stream().map(r -> "dev.compresh." + r + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void rooms_knowOnlyWhatTheyMay() {
    knowsOnly("wire");
    knowsOnly("token");
    knowsOnly("config");
    knowsOnly("store");
    knowsOnly("observe");
    knowsOnly("compress", "wire", "token");
    knowsOnly("replay", "compress", "wire", "token");
    knowsOnly("sim", "wire", "token");
    knowsOnly("session", "store", "wire");
    knowsOnly("regret", "compress", "session", "store", "wire");
    knowsOnly("promptcache", "wire");
    knowsOnly("audit", "store");
    knowsOnly("account", "audit", "store", "wire");
    knowsOnly("limit", "store");
    knowsOnly("usage", "store", "wire");
    knowsOnly("budget", "store");
    knowsOnly("provider", "store", "wire", "config");
    knowsOnly("gateway", "pipeline", "wire");
  }

  @Test
  void onlyTheCommandLine_knowsAll() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.compresh.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.compresh.cli..")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.compresh.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyGatewayAndAdmin_importTheHttpLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.compresh.gateway..", "dev.compresh.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void onlyStore_importsSqlDrivers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.compresh.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.sqlite..", "org.postgresql..", "com.zaxxer..")
        .check(CLASSES);
  }

  @Test
  void names_tellWhatAPackageIsFor() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..")
        .check(CLASSES);
    noClasses().should().haveNameMatching(".*(Util|Utils|Impl|Manager|Helper)").check(CLASSES);
  }

  @Test
  void nothingStatic_holdsState() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.compresh..")
        .should()
        .beFinal()
        .check(CLASSES);
  }
}
