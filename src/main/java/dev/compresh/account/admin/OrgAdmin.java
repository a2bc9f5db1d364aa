package dev.compresh.account.admin;

import dev.compresh.account.AccountState;
import dev.compresh.account.AccountTable;
import dev.compresh.account.DeniedException;
import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Organization;
import dev.compresh.account.Principal;
import dev.compresh.account.RandomText;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.audit.AuditLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Organisations. All but looking at one's own is the operator's. */
public final class OrgAdmin {
  private static final int ID = 16;
  private static final int TAG_NAMES = 100;
  private static final int TAG_NAME = 64;
  private static final int MODELS = 500;
  private static final int MODEL = 200;

  private final KeyDirectory keyDirectory;
  private final UserAdmin users;
  private final AuditLog auditLog;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  public OrgAdmin(
      KeyDirectory keyDirectory, UserAdmin users, AuditLog auditLog, InstantSource clock) {
    this.keyDirectory = keyDirectory;
    this.users = users;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** An organisation with its first owner. */
  public record NewOrg(Organization org, NewUser owner) {}

  /** At most {@code most} behind {@code after}, by id. */
  public List<Organization> list(Principal by, @Nullable String after, int most) {
    operatorOnly(by);
    return keyDirectory.read(handle -> AccountTable.orgs(handle, after, most));
  }

  /** The caller's own; for the operator any. */
  public Optional<Organization> get(Principal by, String id) {
    if (!by.operator() && !id.equals(by.orgId())) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        keyDirectory.<@Nullable Organization>read(handle -> AccountTable.org(handle, id)));
  }

  /**
   * Makes an organisation with an owner, who gets a one-time password.
   *
   * @param models the models that its keys may use, empty for all
   */
  public NewOrg create(Principal by, String name, List<String> models, String ownerName) {
    operatorOnly(by);
    Organization organization =
        new Organization(
            "org_" + random.generate(ID),
            AccountNameRules.requireName("name", name),
            AccountState.ACTIVE,
            models(models),
            Instant.ofEpochMilli(clock.millis()));
    String owner = AccountNameRules.requireName("owner", ownerName);
    String password = users.oneTimePassword();
    String hash = users.hash(password);
    return keyDirectory.change(
        handle -> {
          AccountTable.insert(handle, organization);
          User user = users.add(handle, organization.id(), owner, Role.OWNER, hash, true);
          auditLog.record(
              handle,
              by.actor(),
              organization.id(),
              "org.create",
              "org",
              organization.id(),
              Map.of("name", organization.name(), "owner", owner));
          return new NewOrg(organization, new NewUser(user, password));
        });
  }

  /** Changes what is not null. The caller's own can't be deactivated. */
  public Optional<Organization> edit(
      Principal by,
      String id,
      @Nullable String name,
      @Nullable AccountState state,
      @Nullable List<String> models,
      @Nullable List<String> tagNames) {
    operatorOnly(by);
    return keyDirectory.change(
        handle -> {
          Organization organization = AccountTable.org(handle, id);
          if (organization == null) {
            return Optional.empty();
          }
          AccountState newState = state == null ? organization.state() : state;
          if (newState != AccountState.ACTIVE && AccountTable.operators(handle, id) > 0) {
            throw DeniedException.state(
                "operators_org", "This organisation has an operator and can't be deactivated.");
          }
          Organization changed =
              new Organization(
                  id,
                  name == null ? organization.name() : AccountNameRules.requireName("name", name),
                  newState,
                  models == null ? organization.models() : models(models),
                  organization.created(),
                  tagNames == null ? organization.tagNames() : tagNames(tagNames));
          Map<String, String> detail = changes(organization, changed);
          if (!detail.isEmpty()) {
            AccountTable.update(handle, changed);
            auditLog.record(handle, by.actor(), id, "org.edit", "org", id, detail);
          }
          return Optional.of(changed);
        });
  }

  private static Map<String, String> changes(Organization before, Organization after) {
    Map<String, String> detail = new LinkedHashMap<>();
    if (!before.name().equals(after.name())) {
      detail.put("name", after.name());
    }
    if (before.state() != after.state()) {
      detail.put("state", after.state().name().toLowerCase(Locale.ROOT));
    }
    if (!before.models().equals(after.models())) {
      detail.put("allowed_models", String.join(", ", after.models()));
    }
    if (!before.tagNames().equals(after.tagNames())) {
      detail.put("tag_names", String.join(", ", after.tagNames()));
    }
    return detail;
  }

  private static List<String> models(List<String> models) {
    if (models.size() > MODELS) {
      throw new InvalidField("allowed_models", "At most " + MODELS + " models can be listed.");
    }
    for (String model : models) {
      if (model.isBlank()
          || model.length() > MODEL
          || model.chars().anyMatch(Character::isISOControl)) {
        throw new InvalidField(
            "allowed_models", "A model name must be 1 to " + MODEL + " characters on one line.");
      }
    }
    return models.stream().distinct().toList();
  }

  private static List<String> tagNames(List<String> names) {
    if (names.size() > TAG_NAMES
        || names.stream().anyMatch(name -> name.isBlank() || name.length() > TAG_NAME)) {
      throw new InvalidField(
          "tag_names",
          "At most "
              + TAG_NAMES
              + " tag names are allowed, each of 1 to "
              + TAG_NAME
              + " characters.");
    }
    return names.stream().distinct().toList();
  }

  private static void operatorOnly(Principal by) {
    if (!by.operator()) {
      throw DeniedException.rights("Only an operator can manage organisations.");
    }
  }
}
