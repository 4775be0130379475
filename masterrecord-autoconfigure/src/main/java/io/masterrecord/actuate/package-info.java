/**
 * What can be seen of a running application: an endpoint that only reads, a health
 * component, meters.
 * <p>
 * The state of the migrations enters; descriptors of their own leave, so that the JSON
 * does not change when the engine does. No value of a row, no text of a driver and no
 * credential is part of them. Used where an application has Spring Boot's actuator or
 * Micrometer.
 */
@NullMarked
package io.masterrecord.actuate;

import org.jspecify.annotations.NullMarked;
