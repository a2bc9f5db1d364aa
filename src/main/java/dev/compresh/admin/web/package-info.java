/**
 * The dashboard's files on the administration port, read from the program's resources.
 *
 * <p>Start at {@link dev.compresh.admin.web.WebFiles}. The pages themselves lie under {@code
 * src/main/resources/dev/compresh/web}; all that they show comes through the administration API.
 * Must not know any feature.
 */
@NullMarked
package dev.compresh.admin.web;

import org.jspecify.annotations.NullMarked;
