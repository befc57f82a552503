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
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;

/**
 * What an endpoint says about the listener it wants. A value of 0 or an empty text means: from the
 * settings of the process ({@code WAYPOST_…}), where there is such a setting.
 */
public final class SmtpActivationSpec implements ActivationSpec, Serializable {

  private static final long serialVersionUID = 1L;

  private transient ResourceAdapter resourceAdapter;
  private String listener = "relay";
  private String address = "";
  private Integer port = 0;
  private String role = ListenerRole.RELAY.name();
  private Long maxMessageSize = 0L;
  private Integer maxLineLength = 100_000;
  private Integer maxRecipients = 0;
  private Integer maxConnections = 2000;
  private Integer maxConnectionsPerAddress = 1000;
  private Integer maxErrors = 20;
  private Integer maxCalls = 0;
  private Integer callPatienceSeconds = 30;
  private Integer commandTimeoutSeconds = 300;
  private Integer dataTimeoutSeconds = 180;
  private Integer graceSeconds = 10;
  private Integer spoolThreshold = 256 * 1024;
  private String spoolFolder = "";
  private Long maxMemory = 64L * 1024 * 1024;

  @Override
  public void validate() throws InvalidPropertyException {
    PropertyCheck check = new PropertyCheck(SmtpActivationSpec.class);
    check.that("listener", listener != null && listener.matches("[A-Za-z0-9_-]{1,40}"));
    check.that("address", address != null && (address.isEmpty() || isNumeric(address)));
    check.that("port", port != null && port >= -1 && port <= 65535);
    // The other roles need TLS, AUTH or LMTP, which this server does not speak yet.
    check.that("role", ListenerRole.RELAY.name().equalsIgnoreCase(role));
    check.that("maxMessageSize", maxMessageSize != null && maxMessageSize >= 0);
    check.that("maxLineLength", maxLineLength != null && maxLineLength >= 998);
    check.that("maxRecipients", maxRecipients != null && isNoneOrAtLeast(maxRecipients, 100));
    check.that("maxConnections", isPositive(maxConnections));
    check.that("maxConnectionsPerAddress", isPositive(maxConnectionsPerAddress));
    check.that("maxErrors", isPositive(maxErrors));
    check.that("maxCalls", maxCalls != null && maxCalls >= 0);
    check.that("callPatienceSeconds", isPositive(callPatienceSeconds));
    check.that("commandTimeoutSeconds", isPositive(commandTimeoutSeconds));
    check.that("dataTimeoutSeconds", isPositive(dataTimeoutSeconds));
    check.that("graceSeconds", graceSeconds != null && graceSeconds >= 0);
    check.that("spoolThreshold", spoolThreshold != null && spoolThreshold >= 0);
    check.that("spoolFolder", spoolFolder != null);
    check.that("maxMemory", maxMemory != null && maxMemory >= 0);
    check.done();
  }

  private static boolean isPositive(Integer value) {
    return value != null && value > 0;
  }

  private static boolean isNoneOrAtLeast(int value, int least) {
    return value == 0 || value >= least;
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
   * Name of the listener: letters, digits, hyphen, underscore; for the log, the application, and
   * its temporary files.
   */
  public String getListener() {
    return listener;
  }

  /** See {@link #getListener()}. */
  public void setListener(String value) {
    listener = value;
  }

  /** Numeric address to bind; empty for {@code WAYPOST_BIND}. */
  public String getAddress() {
    return address;
  }

  /** See {@link #getAddress()}. */
  public void setAddress(String value) {
    address = value;
  }

  /** Port to bind; 0 for {@code WAYPOST_SMTP_PORT}, -1 for any free port. */
  public Integer getPort() {
    return port;
  }

  /** See {@link #getPort()}. */
  public void setPort(Integer value) {
    port = value;
  }

  /** Name of a {@link ListenerRole}; RELAY is the one that is served so far. */
  public String getRole() {
    return role;
  }

  /** See {@link #getRole()}. */
  public void setRole(String value) {
    role = value;
  }

  /** Octets of a message; 0 for {@code WAYPOST_MAX_MESSAGE_SIZE}. */
  public Long getMaxMessageSize() {
    return maxMessageSize;
  }

  /** See {@link #getMaxMessageSize()}. */
  public void setMaxMessageSize(Long value) {
    maxMessageSize = value;
  }

  /**
   * Octets of a line of message data, 998 or more. RFC 5321 4.5.3.1.6 allows 998 to be sent, but
   * real mail is longer.
   */
  public Integer getMaxLineLength() {
    return maxLineLength;
  }

  /** See {@link #getMaxLineLength()}. */
  public void setMaxLineLength(Integer value) {
    maxLineLength = value;
  }

  /** Recipients of a message, 100 or more; 0 for {@code WAYPOST_MAX_RECIPIENTS}. */
  public Integer getMaxRecipients() {
    return maxRecipients;
  }

  /** See {@link #getMaxRecipients()}. */
  public void setMaxRecipients(Integer value) {
    maxRecipients = value;
  }

  /** Connections at one time. */
  public Integer getMaxConnections() {
    return maxConnections;
  }

  /** See {@link #getMaxConnections()}. */
  public void setMaxConnections(Integer value) {
    maxConnections = value;
  }

  /** Connections at one time of one client address. */
  public Integer getMaxConnectionsPerAddress() {
    return maxConnectionsPerAddress;
  }

  /** See {@link #getMaxConnectionsPerAddress()}. */
  public void setMaxConnectionsPerAddress(Integer value) {
    maxConnectionsPerAddress = value;
  }

  /** Protocol errors of a session, one more of which ends it. */
  public Integer getMaxErrors() {
    return maxErrors;
  }

  /** See {@link #getMaxErrors()}. */
  public void setMaxErrors(Integer value) {
    maxErrors = value;
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

  /** Seconds that a call may wait for its turn before it is refused for now. */
  public Integer getCallPatienceSeconds() {
    return callPatienceSeconds;
  }

  /** See {@link #getCallPatienceSeconds()}. */
  public void setCallPatienceSeconds(Integer value) {
    callPatienceSeconds = value;
  }

  /** Seconds that a client may take for its next command (RFC 5321 4.5.3.2.7). */
  public Integer getCommandTimeoutSeconds() {
    return commandTimeoutSeconds;
  }

  /** See {@link #getCommandTimeoutSeconds()}. */
  public void setCommandTimeoutSeconds(Integer value) {
    commandTimeoutSeconds = value;
  }

  /** Seconds that a client may be silent within message data. */
  public Integer getDataTimeoutSeconds() {
    return dataTimeoutSeconds;
  }

  /** See {@link #getDataTimeoutSeconds()}. */
  public void setDataTimeoutSeconds(Integer value) {
    dataTimeoutSeconds = value;
  }

  /** Seconds that transactions may go on once the listener is told to close. */
  public Integer getGraceSeconds() {
    return graceSeconds;
  }

  /** See {@link #getGraceSeconds()}. */
  public void setGraceSeconds(Integer value) {
    graceSeconds = value;
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
   * earlier.
   */
  public Long getMaxMemory() {
    return maxMemory;
  }

  /** See {@link #getMaxMemory()}. */
  public void setMaxMemory(Long value) {
    maxMemory = value;
  }
}
