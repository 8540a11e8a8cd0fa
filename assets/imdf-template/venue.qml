<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields|Forms" labelsEnabled="0">
 <renderer-v2 type="singleSymbol"><symbols><symbol type="fill" name="0" alpha="1"><layer class="SimpleFill" enabled="1"><Option type="Map"><Option name="color" type="QString" value="0,0,0,0"/><Option name="style" type="QString" value="no"/><Option name="outline_color" type="QString" value="90,90,90,255"/><Option name="outline_width" type="QString" value="0.3"/><Option name="outline_style" type="QString" value="dot"/></Option></layer></symbol></symbols></renderer-v2>
 <fieldConfiguration>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
