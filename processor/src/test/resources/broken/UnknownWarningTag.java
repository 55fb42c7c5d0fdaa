package broken;

import dev.synapt.dsl.*;

@SuppressWarnings("synapt:RowUnread")
@Network(input = {1, 5, 5})
final class UnknownWarningTag {
  @SuppressWarnings({"unused", "synapt:RowsUnread", "synapt:NoSuchThing"})
  @MaxPool2d(2) Layer pool;

  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
5:19: warning: [UnknownWarningTag] there is no warning RowUnread, did you mean "RowsUnread"?
    fix: write the word in brackets that the warning begins with, as in "synapt:RowsUnread"
8:53: warning: [UnknownWarningTag] there is no warning NoSuchThing
    fix: write the word in brackets that the warning begins with, as in "synapt:RowsUnread"
*/
