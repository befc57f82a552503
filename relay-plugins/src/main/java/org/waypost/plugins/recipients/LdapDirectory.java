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
package org.waypost.plugins.recipients;

import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Objects;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;

/**
 * Searches a directory for an address.
 *
 * @param url such as {@code ldap://directory.example:389} or {@code ldaps://…}
 * @param base below which is searched
 * @param filter with {@code {address}}, {@code {local}} and {@code {domain}} in it (RFC 4515)
 * @param bindDn who asks; empty for nobody in particular
 * @param password of who asks
 * @param limit how long connecting, and each answer, may take
 */
record LdapDirectory(
    String url, String base, String filter, String bindDn, String password, Duration limit) {

  LdapDirectory {
    if (!url.matches("ldaps?://[^\\s/]+")) {
      throw new IllegalArgumentException("'" + url + "' is not ldap://host:port");
    }
    if (!filter.contains("{address}") && !filter.contains("{local}")) {
      throw new IllegalArgumentException(
          "The filter holds neither {address} nor {local}: '" + filter + "'");
    }
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(bindDn, "bindDn");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(limit, "limit");
  }

  /** Whether there is an entry for an address. */
  // No attributes are asked for, and serialized ones are not trusted: nothing is deserialized.
  @SuppressWarnings("BanJNDI")
  boolean has(String local, String domain) throws IOException {
    LdapContext context = null;
    try {
      context = new InitialLdapContext(environment(), null);
      SearchControls controls = new SearchControls();
      controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
      controls.setCountLimit(1);
      controls.setTimeLimit(Math.toIntExact(limit.toMillis()));
      // RFC 4511 4.5.1.8: no attributes
      controls.setReturningAttributes(new String[] {"1.1"});
      NamingEnumeration<SearchResult> found = context.search(base, filled(local, domain), controls);
      try {
        return found.hasMore();
      } finally {
        found.close();
      }
    } catch (SizeLimitExceededException e) {
      return true;
    } catch (NamingException e) {
      throw new IOException("The directory did not answer: " + e.getMessage(), e);
    } finally {
      close(context);
    }
  }

  private String filled(String local, String domain) {
    return filter
        .replace("{address}", escaped(local + "@" + domain))
        .replace("{local}", escaped(local))
        .replace("{domain}", escaped(domain));
  }

  /** RFC 4515 3. A brace would be taken for a place to fill. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if ("*()\\{}\0".indexOf(each) >= 0) {
        text.append(String.format("\\%02x", (int) each));
      } else {
        text.append(each);
      }
    }
    return text.toString();
  }

  // JNDI takes no other map
  @SuppressWarnings("JdkObsolete")
  private Hashtable<String, String> environment() {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, url);
    environment.put(Context.REFERRAL, "ignore");
    environment.put("com.sun.jndi.ldap.object.trustSerialData", "false");
    environment.put("com.sun.jndi.ldap.connect.timeout", String.valueOf(limit.toMillis()));
    environment.put("com.sun.jndi.ldap.read.timeout", String.valueOf(limit.toMillis()));
    environment.put("com.sun.jndi.ldap.connect.pool", "true");
    if (bindDn.isEmpty()) {
      environment.put(Context.SECURITY_AUTHENTICATION, "none");
    } else {
      environment.put(Context.SECURITY_AUTHENTICATION, "simple");
      environment.put(Context.SECURITY_PRINCIPAL, bindDn);
      environment.put(Context.SECURITY_CREDENTIALS, password);
    }
    return environment;
  }

  private static void close(LdapContext context) throws IOException {
    if (context != null) {
      try {
        context.close();
      } catch (NamingException e) {
        throw new IOException("The directory could not be left: " + e.getMessage(), e);
      }
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + "/" + base;
  }
}
