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
package org.waypost.test.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.resource.ResourceException;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.waypost.api.jms.DraftSubmission;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.api.listener.SmtpServerConnectionFactory;
import org.waypost.api.mail.MessageId;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.content.StoredContent;
import org.waypost.health.Readiness;
import org.waypost.paging.PageRequest;
import org.waypost.routing.RouteFormat;
import org.waypost.routing.Routes;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.FreePorts;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageQuery;
import org.waypost.trace.MessageState;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.Trace;

/**
 * Runs inside Payara Micro, in the application, beside both resource adapters. A mail that comes
 * out proves the whole chain: the SMTP adapter, its message-driven bean, the broker, the delivery
 * bean, the database.
 */
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RUNNER = "/ArquillianServletRunnerEE9";

  @Inject Trace trace;
  @Inject StoredContent contents;
  @Inject Readiness readiness;
  @Inject Routes routes;
  @Inject RouteFormat routeFormat;

  @Resource(lookup = "java:app/waypost/ConnectionFactory")
  ConnectionFactory own;

  @Resource(lookup = "java:global/waypost/ConnectionFactory")
  ConnectionFactory published;

  @Resource(lookup = "java:global/waypost/Submit")
  Queue submit;

  @Resource(lookup = "java:global/waypost/Events")
  Topic events;

  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource shop;

  @Resource UserTransaction transaction;

  @Resource(lookup = "java:app/waypost/SmtpServer")
  SmtpServerConnectionFactory smtpServer;

  @Deployment
  static WebArchive relay() throws IOException {
    File war = new File(System.getProperty("waypost.bundle"), "relay.war");
    WebArchive archive = ShrinkWrap.createFromZipFile(WebArchive.class, war);
    archive.setWebXML(new StringAsset(openToArquillian(archive)));
    return archive.addClasses(SmtpProbe.class, SmtpReply.class, SampleMail.class, FreePorts.class);
  }

  /** Everything asks for a sign-in; the servlet that runs the tests cannot. */
  private static String openToArquillian(WebArchive archive) throws IOException {
    try (InputStream in = archive.get("WEB-INF/web.xml").getAsset().openStream()) {
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String open = "<url-pattern>/health/live</url-pattern>";
      int at = xml.lastIndexOf(open);
      return xml.substring(0, at) + "<url-pattern>" + RUNNER + "</url-pattern>" + xml.substring(at);
    }
  }

  @Test
  void everythingIsUp() throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!readiness.checks().stream().allMatch(Readiness.Check::up)) {
      assertTrue(Instant.now().isBefore(deadline), () -> "Not up: " + readiness.checks());
      Thread.sleep(100);
    }
  }

  @Test
  void aMailGoesThroughBothResourceAdapters() throws IOException, InterruptedException {
    byte[] sent = SampleMail.dots("deployment");
    MessageId id;
    try (SmtpProbe client = SmtpProbe.greeted(Integer.getInteger(MicroSettings.SMTP_PORT))) {
      id = id(client.mail("a@from.test", List.of("b@to.test"), sent));
    }

    MessageDetail message = await(id, MessageState.CAPTURED);

    assertEquals("b@to.test", message.recipients().get(0).address());
    try (InputStream in = contents.open(id).orElseThrow().stream()) {
      byte[] stored = in.readAllBytes();
      String end =
          new String(stored, stored.length - sent.length, sent.length, StandardCharsets.UTF_8);
      assertEquals(new String(sent, StandardCharsets.UTF_8), end);
    }
  }

  @Test
  void aRouteLeadsToAQueueOfAnApplication() throws IOException, JMSException {
    String route =
        "{\"name\": \"app\", \"match\": {\"recipientDomain\": \"app.test\"}, \"target\": {\"type\":"
            + " \"jms\", \"queue\": \"orders\"}, \"inCaptureMode\": true}";
    try (JsonReader json = Json.createReader(new StringReader(route))) {
      assertTrue(routes.create(routeFormat.read(null, json.readObject(), null)).isPresent());
    }
    MessageId id;
    try (SmtpProbe client = SmtpProbe.greeted(Integer.getInteger(MicroSettings.SMTP_PORT))) {
      id = id(client.mail("a@from.test", List.of("b@app.test"), SampleMail.dots("queue")));
    }

    try (JMSContext context = own.createContext()) {
      Message message =
          context.createConsumer(context.createQueue("orders")).receive(PATIENCE.toMillis());
      assertNotNull(message);
      assertEquals(id.value(), message.getJMSCorrelationID());
      assertEquals("b@app.test", message.getStringProperty("waypost_to"));
    }
  }

  @Test
  void applicationsFindTheConnectionFactory() {
    for (ConnectionFactory factory : List.of(own, published)) {
      try (JMSContext context = factory.createContext()) {
        assertNotNull(context.createQueue("waypost.outbound"));
      }
    }
  }

  @Test
  void applicationsFindTheDestinations() throws JMSException {
    assertEquals("waypost.submit", submit.getQueueName());
    assertEquals("waypost.events", events.getTopicName());
  }

  @Test
  void mailAndRowAreOneTransactionOfTheApplication() throws Exception {
    try (Connection connection = shop.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (id varchar(20) primary key)");
    }
    order("rolled-back", false);
    order("committed", true);

    MessageSummary mail = awaitFrom("committed@shop.test");
    assertEquals(MessageSummary.Source.JMS, mail.source());
    MessageDetail detail = await(mail.id(), MessageState.CAPTURED);
    assertEquals("committed", detail.metadata().entries().get("order"));
    // The one that was rolled back would have come before it.
    assertTrue(from("rolled-back@shop.test").isEmpty());
    try (Connection connection = shop.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from orders")) {
      assertTrue(rows.next());
      assertEquals("committed", rows.getString(1));
      assertFalse(rows.next());
    }
  }

  private void order(String id, boolean commit) throws Exception {
    transaction.begin();
    try (Connection connection = shop.getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into orders values (?)")) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
    try (JMSContext context = published.createContext()) {
      Message mail =
          DraftSubmission.from(id + "@shop.test")
              .to("b@to.test")
              .subject("Your order")
              .text("Thank you")
              .metadata("order", id)
              .create(context);
      context.createProducer().send(submit, mail);
    }
    if (commit) {
      transaction.commit();
    } else {
      transaction.rollback();
    }
  }

  private List<MessageSummary> from(String sender) {
    return trace
        .search(new MessageQuery(null, null, sender, null, null, null, null, PageRequest.first()))
        .items();
  }

  private MessageSummary awaitFrom(String sender) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (from(sender).isEmpty()) {
      assertTrue(Instant.now().isBefore(deadline), "No mail of " + sender);
      Thread.sleep(100);
    }
    return from(sender).get(0);
  }

  @Test
  void applicationsManageListeners() throws ResourceException, IOException {
    ListenerDefinition definition =
        ListenerDefinition.of("of-the-test", ListenerRole.RELAY, FreePorts.next());
    try (SmtpServerConnection connection = smtpServer.getConnection()) {
      ListenerStatus status = connection.apply(definition);
      assertEquals(ListenerStatus.State.LISTENING, status.state(), status::problem);
      SmtpProbe.greeted(definition.port()).close();
      assertTrue(connection.remove("of-the-test"));
      assertTrue(FreePorts.isFree(definition.port()));
    }
  }

  private MessageDetail await(MessageId id, MessageState state) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Optional<MessageDetail> found = trace.find(id);
      if (found.isPresent() && found.get().summary().state() == state) {
        return found.get();
      }
      assertTrue(Instant.now().isBefore(deadline), () -> "Not " + state + ": " + found);
      Thread.sleep(100);
    }
  }

  private static MessageId id(SmtpReply reply) {
    Matcher matcher = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}").matcher(reply.text());
    assertTrue(reply.code() == 250 && matcher.find(), reply::toString);
    return new MessageId(matcher.group());
  }
}
