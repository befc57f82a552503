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
package org.waypost.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.primefaces.context.PrimeFacesContext;
import org.waypost.identity.Accounts;
import org.waypost.identity.Accounts.SignIn;
import org.waypost.identity.Role;
import org.waypost.web.client.ClientAddress;

/**
 * The sign-in page. The view keeps no state, so that somebody who is not signed in costs no
 * session.
 */
@Named("signIn")
@RequestScoped
public class SignInPage {

  private static final String ADMINISTRATOR = Role.ADMINISTRATOR.text();

  @Inject private Accounts accounts;
  @Inject private ExternalContext external;

  private String name;
  private String password;
  private String to;
  private String problem;

  /** Checks the password; goes on to the page that was asked for, or tells what is wrong. */
  public void submit() throws IOException {
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    HttpServletResponse response = (HttpServletResponse) external.getResponse();
    String asked = name == null ? "" : name.strip();
    SignIn answer =
        accounts.signIn(asked, password == null ? "" : password, ClientAddress.of(request));
    if (answer instanceof SignIn.Granted granted && granted.roles().contains(ADMINISTRATOR)) {
      ConsoleSession.start(
          request, response, new SignedIn(granted.name(), granted.roles(), granted.stamp()));
      external.redirect(request.getContextPath() + ReturnTarget.of(to));
      return;
    }
    if (answer instanceof SignIn.Throttled throttled) {
      long seconds = Math.max(1, throttled.retryAfter().toSeconds());
      response.setStatus(429);
      response.setHeader("Retry-After", Long.toString(seconds));
      problem = MessageFormat.format(text("signIn.throttled"), seconds);
    } else if (answer instanceof SignIn.Unavailable) {
      response.setStatus(503);
      problem = text("signIn.unavailable");
    } else if (answer instanceof SignIn.Granted) {
      problem = text("signIn.notForYou");
    } else {
      problem = text("signIn.refused");
    }
  }

  private String text(String key) {
    Locale locale = external.getRequestLocale();
    return ResourceBundle.getBundle("org.waypost.web.texts", locale).getString(key);
  }

  /**
   * The nonce of the page's policy. PrimeFaces wants it back with each form and adds it by a
   * script, which this page does without.
   */
  public String getNonce() {
    return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
  }

  /** What is wrong; null when nothing is. */
  public String getProblem() {
    return problem;
  }

  /** The name as typed. */
  public String getName() {
    return name;
  }

  /** Sets the name as typed. */
  public void setName(String name) {
    this.name = name;
  }

  /** Never tells the password back. */
  public String getPassword() {
    return null;
  }

  /** Sets the password as typed. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** The page to go on to. */
  public String getTo() {
    return to;
  }

  /** Sets the page to go on to. */
  public void setTo(String to) {
    this.to = to;
  }
}
