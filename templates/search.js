searchIndex.{{ view.call }}({{ view.number }},{{ view.argument }});
