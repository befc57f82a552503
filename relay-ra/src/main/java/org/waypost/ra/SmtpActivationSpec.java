/*
 * Copyright 2026 the Waypost authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.waypost.ra;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import java.util.Arrays;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;

/**
 * What an endpoint says about how it wants to be called, and where content is kept for it. A value
 * of 0 or an empty text means: from the settings of the process ({@code WAYPOST_…}), where there is
 * such a setting.
 *
 * <p>The listeners are the application's to manage, through the connection factory of the adapter.
 * An application that does not care declares a single one here, by its port.
 */
public final class SmtpActivationSpec implements ActivationSpec, Serializable {

  private static final long serialVersionUID = 1L;

  private transient ResourceAdapter resourceAdapter;
  private String listener = "relay";
  private String address = "";
  private Integer port = 0;
  private String role = ListenerRole.RELAY.name();
  private Integer maxCalls = 0;
  private Integer spoolThreshold = 256 * 1024;
  private String spoolFolder = "";
  private Long maxMemory = 0L;

  @Override
  public void validate() throws InvalidPropertyException {
    PropertyCheck check = new PropertyCheck(SmtpActivationSpec.class);
    check.that("listener", listener != null && listener.matches("[A-Za-z0-9_-]{1,40}"));
    check.that("address", address != null && (address.isEmpty() || isNumeric(address)));
    check.that("port", port != null && port >= -1 && port <= 65535);
    check.that("role", isRole(role));
    check.that("maxCalls", maxCalls != null && maxCalls >= 0);
    check.that("spoolThreshold", spoolThreshold != null && spoolThreshold >= 0);
    check.that("spoolFolder", spoolFolder != null);
    check.that("maxMemory", maxMemory != null && maxMemory >= 0);
    check.done();
  }

  private static boolean isRole(String text) {
    return Arrays.stream(ListenerRole.values()).anyMatch(r -> r.name().equalsIgnoreCase(text));
  }

  private static boolean isNumeric(String text) {
    try {
      return Network.numericAddress(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) {
    resourceAdapter = adapter;
  }

  /**
   * Name of the listener that is declared here: letters, digits, hyphen, underscore; for the log
   * and the application.
   */
  public String getListener() {
    return listener;
  }

  /** See {@link #getListener()}. */
  public void setListener(String value) {
    listener = value;
  }

  /** Numeric address of the declared listener; empty for {@code WAYPOST_BIND}. */
  public String getAddress() {
    return address;
  }

  /** See {@link #getAddress()}. */
  public void setAddress(String value) {
    address = value;
  }

  /** Port of the declared listener; 0 when none is declared here, -1 for any free port. */
  public Integer getPort() {
    return port;
  }

  /** See {@link #getPort()}. */
  public void setPort(Integer value) {
    port = value;
  }

  /** Name of the {@link ListenerRole} of the declared listener, which has what is usual for it. */
  public String getRole() {
    return role;
  }

  /** See {@link #getRole()}. */
  public void setRole(String value) {
    role = value;
  }

  /**
   * Calls of the endpoint at one time, to be below the size of its pool; 0 for {@code
   * WAYPOST_SMTP_CALLS}.
   */
  public Integer getMaxCalls() {
    return maxCalls;
  }

  /** See {@link #getMaxCalls()}. */
  public void setMaxCalls(Integer value) {
    maxCalls = value;
  }

  /** Octets of a message that stay in memory; what is larger goes to a temporary file. */
  public Integer getSpoolThreshold() {
    return spoolThreshold;
  }

  /** See {@link #getSpoolThreshold()}. */
  public void setSpoolThreshold(Integer value) {
    spoolThreshold = value;
  }

  /** Folder of temporary files; empty for {@code spool} in {@code WAYPOST_DATA}. */
  public String getSpoolFolder() {
    return spoolFolder;
  }

  /** See {@link #getSpoolFolder()}. */
  public void setSpoolFolder(String value) {
    spoolFolder = value;
  }

  /**
   * Octets that the messages of all sessions may take in memory; over it they go to temporary files
   * earlier; 0 for {@code WAYPOST_SMTP_MEMORY}.
   */
  public Long getMaxMemory() {
    return maxMemory;
  }

  /** See {@link #getMaxMemory()}. */
  public void setMaxMemory(Long value) {
    maxMemory = value;
  }
}
