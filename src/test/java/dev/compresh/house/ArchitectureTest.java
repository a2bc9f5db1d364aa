package dev.compresh.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps which package may know which, as docs/architecture.md draws it. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test/"))
          .importPackages("dev.compresh");

  /** What each package may know, by its name below {@code dev.compresh}. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("http", ""),
          Map.entry("json", ""),
          Map.entry("token", ""),
          Map.entry("config", "vendor"),
          Map.entry("store", ""),
          Map.entry("observe", ""),
          Map.entry("limit", "store"),
          Map.entry("dialect", "http json"),
          Map.entry("compression", "dialect json token"),
          Map.entry("promptcache", "dialect json"),
          Map.entry("replay", "compression dialect json"),
          Map.entry("sim", "dialect http token"),
          Map.entry("session", "dialect http json store"),
          Map.entry("regret", "compression dialect json session store"),
          Map.entry("audit", "store"),
          Map.entry("account", "audit http store"),
          Map.entry("usage", "dialect store"),
          Map.entry("budget", "store"),
          Map.entry("alert", "account audit budget observe store usage"),
          Map.entry("vendor", "http"),
          Map.entry("provider", "config http store vendor"),
          Map.entry(
              "proxy",
              "account budget compression config dialect http json limit observe promptcache provider regret session store token usage vendor"),
          Map.entry("gateway", "dialect http proxy"),
          Map.entry(
              "admin",
              "account alert audit budget compression config dialect gateway http observe promptcache provider proxy regret replay session store token usage vendor"),
          Map.entry(
              "app",
              "account admin alert audit budget compression config dialect gateway http limit observe provider proxy regret session sim store token usage vendor"),
          Map.entry(
              "cli",
              "account admin alert app audit budget compression config dialect gateway observe promptcache provider proxy regret replay session sim store token usage vendor"));

  private static final Pattern TOP_LEVEL = Pattern.compile("dev\\.compresh\\.([a-z]+)(\\..*)?");

  @Test
  void everyPackage_hasARule() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      Matcher name = TOP_LEVEL.matcher(type.getPackageName());
      if (name.matches()) {
        packages.add(name.group(1));
      }
    }
    assertThat(KNOWN.keySet()).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void packages_knowOnlyWhatTheyMay() {
    KNOWN.forEach(
        (name, known) -> {
          List<String> forbidden = new ArrayList<>(KNOWN.keySet());
          forbidden.remove(name);
          forbidden.removeAll(List.of(known.split(" ", -1)));
          noClasses()
              .that()
              .resideInAPackage("dev.compresh." + name + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  forbidden.stream().map(f -> "dev.compresh." + f + "..").toArray(String[]::new))
              .check(CLASSES);
        });
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
